package dev.postern.dashboard.signout;

/** The person signed out in this browser: what it has open here ends. */
public record SignedOut(String browser) {}
