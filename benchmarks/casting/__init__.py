"""The parts of bench_casting: the plain view beside which we are measured, the crowd of clients, the houses."""
