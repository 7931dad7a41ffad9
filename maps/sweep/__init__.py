"""A batch of lanes walked by what is written down of its rule and its surface, several times as fast as by the rule."""
