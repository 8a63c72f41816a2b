module x // c
go 1.20
require a.b/c/v2 v2.0.0
require (
	"d.e/f" v1 // indirect
	`g.h/i` v0
)
replace a.b/c/v2 => j.k/l v1
replace (
 m => ../n
)
