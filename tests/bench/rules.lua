-- rules: the reference rule in Lua, whose patterns have no (?i): [cC] and so on instead. Printed as by rules.c.
local purposes = {"Reword a note for a client", "Summary of a meeting", "CLIENT list", "Translate"}
local hostings = {"a", "b", "c", "d", "e"}
local facts = {}
for i = 0, 999 do
    facts[i + 1] = {level = i % 4, hosting = hostings[i % 5 + 1], purpose = purposes[i // 4 % 4 + 1]}
end

local listed = {a = true, b = true, c = true}
local find = string.find

local function holds(f)
    return f.level >= 2 and not listed[f.hosting] and find(f.purpose, "[cC][lL][iI][eE][nN][tT]") ~= nil
end

local function thousand()
    local hits = 0
    for i = 1, #facts do
        if holds(facts[i]) then hits = hits + 1 end
    end
    return hits
end

local hits, rounds, begin = thousand(), 0, os.clock()
repeat
    assert(thousand() == hits)
    rounds = rounds + 1
until os.clock() - begin >= 1
print(string.format("lua-5.4 %d %d", math.floor(rounds * 1000 / (os.clock() - begin)), hits))
