// SPDX-License-Identifier: MPL-2.0
// @ts-check
// The error log's page.

import { localise, text } from "../modules/texts.js";
import { listenAway } from "./ask.js";
import { reloadFailures, showFailures } from "./failures.js";
import { askToForget, listenForget } from "./forget.js";

await localise(document);
document.title = text("log_title");
listenAway();
listenForget(reloadFailures);
await showFailures(new URLSearchParams(location.search).get("address") ?? "", askToForget);
