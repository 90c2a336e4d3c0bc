"""What is trained on: choosing pictures, looking them over, mending what is wrong, seeing how they are changed."""
