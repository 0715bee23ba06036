/** What runs ahead of time, and may take its time: the highlighting of a lesson's code. Never imported by `../index.ts`. */
export { type CodeBlock, codeBlocks } from "./code-blocks.ts";
export { formatTokenFile, tokenizeBlocks } from "./tokenize-blocks.ts";
