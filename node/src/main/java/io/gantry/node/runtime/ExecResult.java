package io.gantry.node.runtime;

/** How a command ended. The arrays belong to the holder of this record. */
@SuppressWarnings("ArrayRecordComponent") // output is large and read once; nobody compares results
public record ExecResult(int exitCode, byte[] stdout, byte[] stderr) {}
