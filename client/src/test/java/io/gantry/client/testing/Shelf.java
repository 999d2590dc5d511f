package io.gantry.client.testing;

import io.gantry.api.KubeObject;
import io.gantry.client.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The objects of a kind and what became of them. Guarded by the client's lock. */
final class Shelf {
    record Change(
            long revision,
            @Nullable KubeObject before,
            @Nullable KubeObject after) {}

    final TreeMap<ObjectKey, KubeObject> objects = new TreeMap<>();
    final List<Change> log = new ArrayList<>();

    /** Where in the log the changes after a revision begin. */
    int firstAfter(long revision) {
        int low = 0;
        int high = log.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (log.get(middle).revision() <= revision) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
