package io.gantry.client;

/**
 * How to write.
 *
 * @param fieldManager who owns the fields that are written; empty for the client's own name
 * @param dryRun go through everything but store nothing
 * @param force for apply: take fields over from other managers
 */
public record WriteOptions(String fieldManager, boolean dryRun, boolean force) {
    public static final WriteOptions DEFAULT = new WriteOptions("", false, false);

    public static WriteOptions as(String fieldManager) {
        return new WriteOptions(fieldManager, false, false);
    }
}
