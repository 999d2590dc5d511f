package io.gantry.api.codec;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what a strict reader would refuse: fields that the type does not have, and fields given twice. The texts are
 * Kubernetes'. At most 100 are kept. Not thread-safe.
 */
public final class StrictErrors {
    /** The bound of Kubernetes' own decoder. */
    static final int MAX = 100;

    private final Set<String> errors = new LinkedHashSet<>();

    public void unknownField(String path) {
        add("unknown field \"" + path + "\"");
    }

    /** In CBOR the first unknown field is the only one, and has no name: which entry it is of whatever map it stands in. */
    void unknownEntry(long index) {
        if (errors.isEmpty()) {
            add("cbor: found unknown field at map element index " + index);
        }
    }

    public void duplicateField(String path) {
        add("duplicate field \"" + path + "\"");
    }

    /** Keys that come twice in YAML: one error for all of them, which names lines, not fields. */
    void repeatedKeys(List<String> sentences) {
        add("yaml: unmarshal errors:\n  " + String.join("\n  ", sentences));
    }

    /** An error in the words of its message. */
    public void add(String error) {
        if (errors.size() < MAX) {
            errors.add(error);
        }
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /** The errors in the order in which they were found. */
    public List<String> list() {
        return new ArrayList<>(errors);
    }

    /** {@code strict decoding error: unknown field "spec.foo", ...}: the message of a refused request. */
    public String message() {
        return "strict decoding error: " + String.join(", ", errors);
    }
}
