/** What the pages do in the browser: each room's behaviours, by `data-records-<name>`. */

import "./main.css";
import { behaviour, start } from "./behaviours";
import { fileInput } from "./file_input";
import { standInForPlone } from "./plone";
import { paper } from "../papers/paper";
import { more } from "../records/more";

behaviour("file-input", fileInput);
behaviour("more", more);
behaviour("paper", paper);

standInForPlone();
start();
