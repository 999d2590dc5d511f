package io.gantry.store;

/**
 * One key with its committed value.
 *
 * @param createRevision the revision at which the key came into being (again, after a delete)
 * @param modRevision the revision of the last write of the key
 */
public record Entry<V>(String key, V value, long createRevision, long modRevision) {
    public Entry {
        if (createRevision < 1 || modRevision < createRevision) {
            throw new IllegalArgumentException("revisions of " + key + " must be 1 <= create <= mod, are "
                    + createRevision + " and " + modRevision);
        }
    }
}
