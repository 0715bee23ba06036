import type { Lesson, Task } from "../../course/index.ts";
import type { Grade } from "../../grading/index.ts";
import {
  firstFailure,
  renderGrade,
  renderHint,
  renderWatchScreen,
  type Standing,
  type Theme,
  type WatchPhase,
} from "../../screen/index.ts";
import { type Checked, rememberGrade } from "../commands/check.ts";
import { nextHints, rememberHints } from "../commands/hint.ts";
import type { Context } from "../context.ts";
import { type OpenLesson, shownPath } from "../course-files.ts";
import { currentTask } from "../find-task.ts";
import type { FullScreen } from "../full-screen.ts";
import type { Key } from "../keys.ts";
import type { Watcher } from "./check-on-save.ts";
import { LatestGrade } from "./latest-grade.ts";

/** A text that is painted again when the screen has another width. */
type Paint = (theme: Theme) => string;

/** What the screen shows, and the keys that change it. Each change draws the whole of it. */
export class ShowOnScreen implements Watcher {
  readonly #context: Context;
  readonly #opened: OpenLesson;
  readonly #task: Task | undefined;
  readonly #latest = new LatestGrade();
  #screen: FullScreen | undefined;
  #phase: WatchPhase = { kind: "checking" };
  #grade: Grade | undefined;
  #standing: Standing = {};
  #hints: readonly Paint[] = [];
  #scroll = 0;

  /** @param task The one that is watched; all of them where it is undefined */
  constructor(context: Context, opened: OpenLesson, task: Task | undefined) {
    this.#context = context;
    this.#opened = opened;
    this.#task = task;
  }

  /** From now on it draws. */
  open(screen: FullScreen): void {
    this.#screen = screen;
    this.draw();
  }

  /** The latest grade as text, to be seen when the screen is gone. */
  gradeText(theme: Theme): string | undefined {
    return this.#grade && renderGrade(this.#grade, this.#lesson, theme, this.#standing);
  }

  /** What the last check came to. */
  get checked(): Checked | undefined {
    return this.#grade && { grade: this.#grade, standing: this.#standing };
  }

  draw(): void {
    const { root, terminal } = this.#context;
    const theme = terminal.theme;
    const grade = this.gradeText(theme);
    const drawn = renderWatchScreen(
      {
        file: shownPath(root, this.#lesson.files.exercise),
        phase: this.#phase,
        texts: [...this.#hints.map((paint) => paint(theme)), ...(grade === undefined ? [] : [grade])],
        scroll: this.#scroll,
      },
      theme,
      terminal.rows(),
    );
    this.#scroll = drawn.scroll;
    this.#screen?.draw(drawn.rows);
  }

  onChecking(): void {
    this.#show({ kind: "checking" });
  }

  onWaiting(): void {
    this.#show({ kind: "waiting" });
  }

  async onVerdict(grade: Grade): Promise<void> {
    this.#standing = await rememberGrade(this.#context, this.#lesson, grade);
    this.#grade = grade;
    this.#hints = [];
    this.#scroll = 0;
    this.#show(this.#latest.take(grade));
  }

  onTypes(grade: Grade): void {
    this.#grade = grade;
    this.draw();
  }

  /** Shows the next hint for the task that is open, above the grade. */
  async hint(): Promise<void> {
    const { lesson, tokens } = this.#opened;
    const task = await this.#openTask();
    if (task === undefined) return;
    const hints = await nextHints(this.#context, lesson, task);
    await rememberHints(this.#context, lesson, task, hints);
    const none = () => `Task ${task.number} has no hints.`;
    const paints = hints.map((hint) => (theme: Theme) => renderHint(task, hint, theme, tokens));
    this.#hints = hints.length === 0 ? [none] : [...(hints.length === 1 ? this.#hints : []), ...paints];
    this.#scroll = 0;
    this.draw();
  }

  /** @returns Whether the key moves the text */
  scroll(key: Key): boolean {
    const page = Math.max(1, this.#context.terminal.rows() - ROWS_KEPT);
    const rows = { up: -1, down: 1, "page-up": -page, "page-down": page }[key];
    if (rows === undefined) return false;
    this.#scroll += rows;
    this.draw();
    return true;
  }

  get #lesson(): Lesson {
    return this.#opened.lesson;
  }

  /** The one that fails first, or the one to work on. */
  async #openTask(): Promise<Task | undefined> {
    const failed = this.#grade && firstFailure(this.#grade)?.task;
    const byNumber = this.#lesson.tasks.find(({ number }) => number === failed);
    return byNumber ?? this.#task ?? currentTask(this.#lesson, await this.#context.progress.read());
  }

  #show(phase: WatchPhase): void {
    this.#phase = phase;
    this.draw();
  }
}

/** Of a page that is turned: its head and foot, and a row to find the place again. */
const ROWS_KEPT = 8;
