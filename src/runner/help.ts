/** What `npm run lesson` can do, one command a line. */
const LESSON_COMMANDS = `npm run lesson                 where you left off
npm run lesson 3               open lesson 3: read it, then a menu of all this
npm run lesson 3 read          print the whole text
npm run lesson 3 edit          open exercises/03-... in your editor
npm run lesson 3 try 2         run task 2's example, and see its wire
npm run lesson 3 try "f(1)"    run a call of your own
npm run lesson 3 debug 2       as try, with a debugger and no deadline
npm run lesson 3 check         check your answers in exercises/
npm run lesson 3 check 2       only task 2
npm run lesson 3 check all     every failure in full, not only the first
npm run lesson 3 check seed 7  with the inputs of an earlier report
npm run lesson 3 watch         check at each save; \`watch 2\` only task 2
npm run lesson 3 hint 2        the next hint for task 2 (one again: hint 2 1)`;

/** What a copy without solutions cannot do. */
const SOLUTION_COMMANDS = `npm run lesson 3 solution      beside your answers (or: diff), for what is passed
npm run lesson 3 solution 2 give-up    for task 2 although it is not`;

const MORE_LESSON_COMMANDS = `npm run lesson 3 quiz          the questions of the text once more
npm run lesson 3 reset         the stub again; a copy of your answers is kept
npm run lesson 3 changes       what a course update changed in the stub
npm run lesson list            every lesson, and how far you are
npm run lesson next            the first lesson that is not passed
npm run lesson words           what the words of the course mean
npm run lesson words chunk     those that begin so`;

const PROGRAMS = `npm run grade                  marks all lessons, for teachers and for CI
npm run practice               the practice service, for curl and a browser
npm run wire GET /get          one exchange, octet by octet
npm run doctor                 whether this machine has what the course needs`;

const TEACHERS_PROGRAMS = `npm run grade:class DIR        marks every submission in a folder
npm run pack:student           the course without solutions, as a ZIP file for a class
npm run pack:gradescope        what Gradescope builds an autograder from`;

/**
 * Every command, one a line.
 *
 * @param isStudentPack This copy came without solutions, and without what packs it
 */
export function helpText(isStudentPack: boolean): string {
  const lessons = isStudentPack
    ? [LESSON_COMMANDS, MORE_LESSON_COMMANDS]
    : [LESSON_COMMANDS, SOLUTION_COMMANDS, MORE_LESSON_COMMANDS];
  const programs = isStudentPack ? [PROGRAMS] : [PROGRAMS, TEACHERS_PROGRAMS];
  return `${lessons.join("\n")}\n\n${programs.join("\n")}`;
}

/** All lessons, without questions. */
export const GRADE_HELP = `npm run grade             marks every lesson of exercises/, and changes nothing
npm run grade lesson 3    one lesson; \`lessons 1-3,5\` some
npm run grade from PATH   a submission from elsewhere: a folder, .zip, .tar.gz
npm run grade format json out report.json     as json, junit, gradescope,
                          classroom50, github; several, each with its file
npm run grade seed 17     with the inputs of an earlier report
npm run grade choices grading.json            what counts, and for how much
npm run grade patience 3  calls may take three times as long, on a slow machine
npm run grade strict      shuts the submission in, on Linux with bubblewrap;
                          \`strict sandbox none\` goes on where that fails
The words go together, and are flags too: \`npm run grade -- --format json\`.
docs/grading.md is about formats and choices.
It exits with 0 when every core check passes, 1 when one does not, 2 when the
command was wrong, 3 when it could not grade, 130 when it was interrupted.`;

/** A class. */
export const GRADE_CLASS_HELP = `npm run grade:class DIR   marks a class: in DIR, a folder or an archive (.zip,
                          .tar.gz) for each learner
npm run grade:class DIR out marks    where the marks go; DIR-marks else
npm run grade:class DIR lessons 1-3  some lessons
npm run grade:class DIR strict       shuts submissions in, as \`grade\` does
npm run grade:class DIR choices grading.json   what counts, and for how much
npm run grade:class DIR roster class.csv          who should be there
npm run grade:class DIR seed 17      with other inputs than the last time
npm run grade:class DIR jobs 4       how many at a time
npm run grade:class DIR patience 3   three times as long for each call
It writes gradebook.csv, gradebook.json and a report for each learner. Typed
again, it marks only what is new; so it does after Ctrl-C.
It exits with 0 when every submission has its marks, 2 when the command was
wrong, 3 when one could not be graded, 130 when it was interrupted.`;

/** The practice service, on a port of one's own. */
export const PRACTICE_HELP = `npm run practice          the practice service on port 8080, for curl and a browser
npm run practice 9000     on port 9000, and https on the ports behind it
npm run practice 0        on any free port
Ctrl-C ends it. What crosses the wire shows in the terminal.`;

/** One exchange, octet by octet. */
export const WIRE_HELP = `npm run wire GET /get     one exchange with a practice service, part by part
npm run wire GET http://localhost:8080/get    the same with any server
npm run wire GET /get https                   with the practice service over TLS
npm run wire GET /get https expired           and a certificate that ran out
npm run wire GET /fault/truncated-body        a fault, and the client's error
npm run wire POST /post body '{"a":1}' field 'Content-Type: application/json'
npm run wire POST /post body 'Hello' chunked  the body in chunks
Behind it, too: version 1.0; timeout 20000, milliseconds for each wait (else 5000);
ca FILE, the certificate of a CA in PEM, for a URL that begins with https://.
GET may be left out. The paths stand on the page at / of \`npm run practice\`.
It exits with 0 when a response was read, 1 when the client failed.`;

/** A look at what the course needs. */
export const DOCTOR_HELP = `npm run doctor            looks at Node, packages, folders, loopback, proxies, the
                          terminal, https and grading, and says what to do
It exits with 0 when nothing stands in the way, 3 when something does.`;

/** What authors ask of the course. */
export const CHECK_COURSE_HELP = `npm run check:course           everything that the course demands of itself
npm run check:course lesson 3  of one lesson only
npm run check:course sets      one check only; several words, several checks
npm run check:course fresh     grade every answer, also those that were found
                               right before and have not changed since
It exits with 0 when nothing is wrong, 1 when something is, 3 when it could
not look. The checks:`;

/** The first files of a lesson, for authors. */
export const NEW_LESSON_HELP = `npm run lesson:new 21-name    the first files of a lesson: text, stub, solution,
                              grader, wrong answers, and a row in README.md
They hold a small lesson that works. What is to be written says TODO:, and
\`npm run check\` lists these places. Nothing is overwritten.`;

/** The course for a class. */
export const PACK_STUDENT_HELP = `npm run pack:student      the course without solutions, wrong answers and answers of
                          yours: http-by-hand-student.zip, where you typed it
npm run pack:student out class.zip            as this file, or as a folder
npm run pack:student packages                 with what \`npm ci\` installs, for
                          a room without network: linux-x64, win32-x64 and
                          darwin-arm64, or \`packages for linux-x64,darwin-x64\`
Whoever unpacks it types \`npm ci\` and \`npm run lesson 1\`. A newer pack, unpacked
over it, keeps their answers.`;

/** An autograder for Gradescope. */
export const PACK_GRADESCOPE_HELP = `npm run pack:gradescope   what Gradescope builds an autograder from: autograder.zip,
                          where you typed it
npm run pack:gradescope choices grading.json lessons 1-3
                          with your choices, for some lessons
npm run pack:gradescope out lesson-3.zip      as this file, or as a folder
docs/grading.md says how it marks, and how far to trust it there.`;
