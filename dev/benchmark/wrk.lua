-- What wrk counted, a figure on a line; times in seconds. Its own come in microseconds.
function done(summary, latency)
    local function counted(name, value) io.write(string.format("counted %s %.6f\n", name, value)) end
    counted("requests", summary.requests)
    counted("seconds", summary.duration / 1e6)
    counted("p50", latency:percentile(50) / 1e6)
    counted("p99", latency:percentile(99) / 1e6)
    counted("p99.9", latency:percentile(99.9) / 1e6)
end
