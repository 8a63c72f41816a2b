/* The judge, apart from the page, so that it can be ended. */
"use strict";
