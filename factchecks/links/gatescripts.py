"""The politeness gate as Lua on Redis or Valkey: each script is one atomic call, by the server's clock.

Keys of one host: tat (theoretical arrival time of GCRA), pause, open (sorted set: seat -> expiry), fails, trips.
Times in milliseconds.
"""

_NOW = """
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
"""
_SIT = """
local function sit(open, seat, most, hold)
  redis.call('ZREMRANGEBYSCORE', open, '-inf', now)
  if redis.call('ZCARD', open) >= most then return 0 end
  redis.call('ZADD', open, now + hold, seat)
  redis.call('PEXPIRE', open, hold)
  return 1
end
"""

# KEYS: tat, pause, open. ARGV: interval, burst, longest wait, seat, seats of the host, hold.
# Answers {wait, seated}; a negative wait is too long, and then nothing was booked.
TURN = (
    _NOW
    + _SIT
    + """
local interval, burst, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local tat = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local wait = math.max(tat - (burst - 1) * interval - now, 0)
wait = math.max(wait, redis.call('PTTL', KEYS[2]))
if wait > longest then return {-wait, 0} end
tat = math.max(tat, now + wait)
redis.call('SET', KEYS[1], tat + interval, 'PX', math.ceil(tat + interval - now) + 1000)
if wait > 0 then return {wait, 0} end
return {0, sit(KEYS[3], ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6]))}
"""
)

# KEYS: pause, open. ARGV: longest wait, poll, seat, seats of the host, hold. Answers as TURN.
SEAT = (
    _NOW
    + _SIT
    + """
local paused = redis.call('PTTL', KEYS[1])
if paused > tonumber(ARGV[1]) then return {-paused, 0} end
if paused > 0 then return {paused, 0} end
if sit(KEYS[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])) == 1 then return {0, 1} end
return {tonumber(ARGV[2]), 0}
"""
)

# KEYS: tat. ARGV: interval.
BOOK = (
    _NOW
    + """
local tat = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now) + tonumber(ARGV[1])
redis.call('SET', KEYS[1], tat, 'PX', math.ceil(tat - now) + 1000)
"""
)

# KEYS: open, pause, fails, trips. ARGV: seat, outcome, threshold, first pause, longest pause, memory.
LEAVE = """
redis.call('ZREM', KEYS[1], ARGV[1])
if ARGV[2] == 'good' then redis.call('DEL', KEYS[3], KEYS[4]) end
if ARGV[2] ~= 'bad' or redis.call('EXISTS', KEYS[2]) == 1 then return end
local fails = redis.call('INCR', KEYS[3])
redis.call('PEXPIRE', KEYS[3], ARGV[6])
if fails < tonumber(ARGV[3]) then return end
local trips = redis.call('INCR', KEYS[4])
redis.call('PEXPIRE', KEYS[4], ARGV[6])
local pause = math.min(tonumber(ARGV[4]) * 2 ^ (trips - 1), tonumber(ARGV[5]))
redis.call('SET', KEYS[2], 1, 'PX', math.ceil(pause))
"""

# KEYS: pause. ARGV: milliseconds. A pause is never shortened.
PAUSE = """
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], 1, 'PX', ARGV[1]) end
"""
