package io.gantry.client;

/**
 * Which objects a list, watch or deletion of a collection is about; empty texts and 0 stand for "not given".
 *
 * @param labelSelector in the notation of {@code kubectl -l}
 * @param fieldSelector such as {@code spec.nodeName=a}
 * @param resourceVersion for a list the oldest state that is good enough, for a watch where it starts
 * @param resourceVersionMatch {@code NotOlderThan}, {@code Exact} or empty
 * @param limit how many objects at most, 0 for all
 * @param continueToken where the list before this one stopped
 */
public record ListQuery(
        String labelSelector,
        String fieldSelector,
        String resourceVersion,
        String resourceVersionMatch,
        long limit,
        String continueToken) {
    /** Everything, from the newest state. */
    public static final ListQuery ALL = new ListQuery("", "", "", "", 0, "");

    public static ListQuery labels(String selector) {
        return new ListQuery(selector, "", "", "", 0, "");
    }

    public static ListQuery fields(String selector) {
        return new ListQuery("", selector, "", "", 0, "");
    }

    public ListQuery withResourceVersion(String version) {
        return new ListQuery(labelSelector, fieldSelector, version, resourceVersionMatch, limit, continueToken);
    }

    public ListQuery withPage(long newLimit, String token) {
        return new ListQuery(labelSelector, fieldSelector, resourceVersion, resourceVersionMatch, newLimit, token);
    }
}
