/**
 * What runs ahead of time, and may take its time: the highlighting and the diagrams of a lesson. Never imported by
 * `../index.ts`.
 */
export { type CodeBlock, codeBlocks } from "./code-blocks.ts";
export { formatTokenFile, makeTokenFile } from "./token-file.ts";
