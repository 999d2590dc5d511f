package io.gantry.node.runtime;

import java.time.Instant;

/** Room taken on the filesystem that holds {@code mountpoint}. */
public record FilesystemUsage(String mountpoint, Instant time, long usedBytes, long inodesUsed) {}
