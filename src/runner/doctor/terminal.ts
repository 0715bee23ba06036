import type { Finding } from "../../screen/index.ts";
import type { Surroundings } from "./check.ts";

/** Below so many columns, octets and their notes become a tower of words. */
const FEW_COLUMNS = 40;

/** Where questions can be asked, and how wide the answers may be. */
export function checkTerminal({ terminal, environment }: Surroundings): Finding {
  const { isInputTerminal, isOutputTerminal, columns = 0 } = terminal;
  if (!isInputTerminal || !isOutputTerminal) {
    return {
      state: "note",
      found: `${isOutputTerminal ? "the input" : "the output"} is no terminal, so nothing is asked.`,
      next: "For the menus, run the commands in a terminal; each choice is also a plain command, `npm run lesson help`.",
    };
  }
  if (environment.TERM === "dumb")
    return {
      state: "note",
      found: "`TERM` is `dumb`: the menus may look odd.",
      next: "Use another terminal, or the plain commands, `npm run lesson help`.",
    };
  if (columns < FEW_COLUMNS)
    return {
      state: "note",
      found: `${columns} columns are few.`,
      next: "Make it wider: 80 columns are good.",
    };
  return { state: "fine", found: `${columns} columns, and menus work.` };
}

export function checkColors({ terminal, environment }: Surroundings): Finding {
  const { NO_COLOR, FORCE_COLOR } = environment;
  if (NO_COLOR) return { state: "fine", found: "`NO_COLOR` is set, so there are none." };
  if (terminal.hasColors) return { state: "fine", found: "the terminal has them." };
  const isForced = FORCE_COLOR !== undefined && terminal.isOutputTerminal;
  return {
    state: "fine",
    found: isForced ? "`FORCE_COLOR` switches them off." : "none here; nothing is told by colour alone.",
  };
}

/** Beyond ASCII only content has letters; a terminal of another charset shows those wrong. */
export function checkCharset({ environment, platform }: Surroundings): Finding {
  const { LC_ALL, LC_CTYPE, LANG } = environment;
  const locale = LC_ALL || LC_CTYPE || LANG || "";
  if (platform === "win32") return { state: "fine", found: "Windows decides; Windows Terminal has UTF-8." };
  if (/utf-?8/i.test(locale)) return { state: "fine", found: `UTF-8, by the locale \`${locale}\`.` };
  return {
    state: "note",
    found: locale === "" ? "no locale is set." : `the locale \`${locale}\` does not say UTF-8.`,
    next: "If `é` and `§` look odd here, set `LANG=C.UTF-8` or one of your language.",
  };
}
