"""The live page: Mesa's SolaraViz on the border model, one model per visitor."""
