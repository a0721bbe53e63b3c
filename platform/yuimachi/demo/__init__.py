"""The demo consortium: three fictional towns with the content written for them."""
