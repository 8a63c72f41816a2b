/* lexer: the words of an expression. */
#ifndef CH_CEL_LEXER_H
#define CH_CEL_LEXER_H

#include "cel/cel.h"

typedef enum ch_cel_token_kind {
    CH_CEL_END,
    CH_CEL_WORD,    /* an identifier or a word: `text` */
    CH_CEL_QUOTED,  /* `a name in backticks`: `text` */
    CH_CEL_LITERAL, /* a number, a text, bytes: `value` */
    CH_CEL_NUMBER,  /* an int or a double without its sign, which may follow a minus */
    CH_CEL_MARK,    /* an operator or a bracket: `mark` */
    CH_CEL_BROKEN   /* a fault, which has been told */
} ch_cel_token_kind;

/* Marks of two characters are both of them in one number. */
#define CH_CEL_TWO(a, b) ((a) << 8 | (b))

typedef struct ch_cel_token {
    ch_cel_token_kind kind;
    int mark;
    ch_span span;
    ch_text text; /* of a number: its spelling */
    ch_cel_value value;
} ch_cel_token;

typedef struct ch_cel_lexer {
    ch_cel_unit *unit;
    ch_text text;
    uint32_t at;
} ch_cel_lexer;

/* The next word. After CH_CEL_BROKEN nothing more is to be asked. */
ch_cel_token ch_cel_next(ch_cel_lexer *x);

/* The value of a CH_CEL_NUMBER, negated or not; an error (told) where it is out of range. */
ch_cel_value ch_cel_number(ch_cel_lexer *x, const ch_cel_token *t, bool negative);

#endif
