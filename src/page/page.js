/* The page without the judge: filters. With it: questions. */
"use strict";
