require("./check-node.cjs");
require("./launch.cjs");
