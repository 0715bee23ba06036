// Written so that any Node can run it: the newer ones say what is wrong, the older ones too.
var version = process.versions.node.split(".").map(Number);
var major = version[0];
var minor = version[1];
var isSupported = major >= 24 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19);

if (!isSupported) {
  console.error(
    "http-by-hand needs Node 20.19+, 22.13+ or 24+, and this is Node " +
      process.versions.node +
      ": install a newer one from https://nodejs.org and run the command again.",
  );
  process.exit(2);
}
