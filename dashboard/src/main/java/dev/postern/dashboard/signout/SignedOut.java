package dev.postern.dashboard.signout;

/** Somebody signed out in this browser: what it has open here ends. */
public record SignedOut(String browser) {}
