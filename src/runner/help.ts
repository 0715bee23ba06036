/** Every command, one a line. */
export const HELP = `npm run lesson                 where you left off
npm run lesson 3               open lesson 3: read, check, hint, solution
npm run lesson 3 read          print the whole text
npm run lesson 3 edit          open exercises/03-... in your editor
npm run lesson 3 try 2         run task 2's example, and see its wire
npm run lesson 3 try "f(1)"    run a call of your own
npm run lesson 3 check         check your answers in exercises/
npm run lesson 3 check 2       only task 2
npm run lesson 3 check seed 7  with the inputs of an earlier report
npm run lesson 3 watch         check at each save; \`watch 2\` only task 2
npm run lesson 3 hint 2        the next hint for task 2 (one again: hint 2 1)
npm run lesson 3 solution      beside your answers (or: diff), for what is passed
npm run lesson 3 solution 2 give-up    for task 2 although it is not
npm run lesson 3 quiz          the questions of the text once more
npm run lesson 3 reset         the stub again; a copy of your answers is kept
npm run lesson list            every lesson, and how far you are
npm run lesson next            the first lesson that is not passed`;

/** The practice service, on a port of one's own. */
export const PRACTICE_HELP = `npm run practice          the practice service on port 8080, for curl and a browser
npm run practice 9000     on port 9000, and https on the ports behind it
npm run practice 0        on any free port
Ctrl-C ends it. What crosses the wire shows in the terminal.`;
