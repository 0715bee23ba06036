/** Every command, one a line. */
export const HELP = `npm run lesson                 where you left off
npm run lesson 3               open lesson 3: read, check, hint, solution
npm run lesson 3 read          print the whole text
npm run lesson 3 check         check your answers in exercises/
npm run lesson 3 check 2       only task 2
npm run lesson 3 check seed 7  with the inputs of an earlier report
npm run lesson 3 hint 2        a hint for task 2 (its second: hint 2 2)
npm run lesson 3 solution      the reference answer
npm run lesson 3 reset         the stub again; a copy of your answers is kept
npm run lesson list            every lesson, and how far you are
npm run lesson next            the first lesson that is not passed`;
