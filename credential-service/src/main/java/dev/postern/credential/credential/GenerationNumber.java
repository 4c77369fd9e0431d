package dev.postern.credential.credential;

/** Names a password: that of a container with this number. */
record GenerationNumber(String container, long generation) {}
