/** What the pages do in the browser: each room's behaviours, by `data-records-<name>`. */

import "./main.css";
import { behaviour, start } from "./behaviours";
import { fileInput } from "./file_input";
import { standInForPlone } from "./plone";
import { form } from "../forms/form";
import { officers } from "../forms/officers";
import { onlyOnce } from "../forms/only_once";
import { rows } from "../forms/rows";
import { phrases } from "../forms/phrases";
import { batch, ticks } from "../papers/batch/batch";
import { paper } from "../papers/paper";
import { more } from "../records/more";
import { copy } from "../subscription/copy";
import { oversight } from "../supervision/oversight";

behaviour("batch", batch);
behaviour("copy", copy);
behaviour("file-input", fileInput);
behaviour("form", form);
behaviour("more", more);
behaviour("officers", officers);
behaviour("only-once", onlyOnce);
behaviour("oversight", oversight);
behaviour("paper", paper);
behaviour("phrases", phrases);
behaviour("rows", rows);
behaviour("ticks", ticks);

standInForPlone();
start();
// a refused form says first what is wrong, to the eye and to who listens
document.getElementById("form-errors")?.focus();
