require("./check-node.cjs");
require("./check-packages.cjs");
require("./launch.cjs");
