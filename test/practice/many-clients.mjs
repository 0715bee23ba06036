// Opens as many idle connections as it is told, says so, and drops them when its standard input ends.
import { connect } from "node:net";

const [port, wanted] = process.argv.slice(2).map(Number);
// A few at a time: a queue of connections that are not accepted yet has an end, too.
const AT_ONCE = 200;
let opened = 0;
let begun = 0;

function openOne() {
  if (begun === wanted) return;
  begun += 1;
  const socket = connect({ host: "127.0.0.1", port });
  socket.on("error", (error) => {
    console.log(`failed: ${error.code}`);
    process.exit(1);
  });
  socket.on("connect", () => {
    opened += 1;
    if (opened === wanted) console.log("open");
    else openOne();
  });
}

for (let each = 0; each < AT_ONCE; each += 1) openOne();
process.stdin.resume().on("end", () => process.exit(0));
