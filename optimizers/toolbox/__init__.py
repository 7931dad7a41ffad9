"""What several rules need: line searches, running point by point, Newton–Schulz."""
