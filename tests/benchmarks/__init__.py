"""The benchmarks (``make bench``): what the product adds to what somebody would pick instead."""
