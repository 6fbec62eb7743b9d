// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The error log's page: failures, what they teach, what was shown at Send, and the log as a file.

import { byId } from "../modules/dom.js";
import { localise, text } from "../modules/texts.js";
import { listenAway } from "./ask.js";
import { showAudit } from "./audit.js";
import { showCharts } from "./charts.js";
import { listenFailures, showFailures } from "./failures.js";
import { listenFiles, showWhere } from "./files.js";
import { askToForget, listenForget } from "./forget.js";
import { listenTabs } from "./tabs.js";

await localise(document);
document.title = text("log_title");
listenAway();
await listenFailures(new URLSearchParams(location.search).get("address") ?? "", askToForget);
const refill = listenTabs({ failures: showFailures, charts: showCharts, audit: showAudit, files: showWhere });
listenForget(refill);
listenFiles(refill);
byId("chart-span").addEventListener("change", showCharts);
