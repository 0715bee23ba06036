/** The line of a task's heading in a lesson, from 1. */
export function lineOfTask(markdown: string, number: number): number {
  return markdown.split("\n").findIndex((line) => line.startsWith(`## Task ${number}`)) + 1;
}
