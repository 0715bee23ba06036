// The other end of `npm run bench`'s exchanges, in a process of its own: prewritten octets on a raw socket, so that the
// server costs the same whoever asks. Prints its port, and ends with its standard input.

import { createServer } from "node:net";

const MIB = 1024 * 1024;
const CHUNK = Buffer.alloc(64 * 1024, "0123456789abcdef");

const SMALL = Buffer.from(
  "HTTP/1.1 200 OK\r\nDate: Tue, 24 Nov 2026 12:00:00 GMT\r\nServer: bench\r\nContent-Type: application/json\r\n" +
    'Content-Length: 27\r\nConnection: keep-alive\r\n\r\n{"message":"Hello, world!"}',
);

const server = createServer({ noDelay: true }, (socket) => {
  socket.on("error", () => {});
  socket.on("data", (octets) => {
    // A request of the bench comes in one piece: its first line says what is wanted.
    const target = octets.toString("latin1", 4, octets.indexOf(" ", 4));
    if (target === "/small") socket.write(SMALL);
    else if (target.startsWith("/length/")) send(socket, lengthHead(target), CHUNK, pieces(target));
    else if (target.startsWith("/chunked/"))
      send(socket, CHUNKED_HEAD, ONE_CHUNK, pieces(target), LAST_CHUNK);
  });
});

const CHUNKED_HEAD = Buffer.from("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
const ONE_CHUNK = Buffer.concat([
  Buffer.from(`${CHUNK.length.toString(16)}\r\n`),
  CHUNK,
  Buffer.from("\r\n"),
]);
const LAST_CHUNK = Buffer.from("0\r\n\r\n");

/** `/length/64` asks for 64 MiB. */
function pieces(target) {
  return (Number(target.split("/")[2]) * MIB) / CHUNK.length;
}

function lengthHead(target) {
  return Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${pieces(target) * CHUNK.length}\r\n\r\n`);
}

/** Writes as fast as the other end reads. */
function send(socket, head, piece, times, end) {
  let left = times;
  socket.write(head);
  const more = () => {
    while (left > 0) {
      left -= 1;
      if (!socket.write(piece) && left > 0) return socket.once("drain", more);
    }
    if (end) socket.write(end);
  };
  more();
}

server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.resume().on("end", () => process.exit());
