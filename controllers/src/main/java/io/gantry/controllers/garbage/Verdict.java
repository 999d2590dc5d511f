package io.gantry.controllers.garbage;

import io.gantry.api.meta.v1.OwnerReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What is to become of an object, from the states of its owners. Pure. */
sealed interface Verdict {
    /** How an owner stands. */
    enum Owner {
        /** It is there. */
        SOLID,
        /** It is being deleted and waits for its dependents to go first. */
        WAITING,
        /** There is no object of that uid. */
        ABSENT
    }

    /** It stays as it is. */
    record Keep() implements Verdict {}

    /** It stays, but with these owners only. */
    record KeepWith(List<OwnerReference> owners) implements Verdict {}

    /**
     * It goes.
     *
     * @param policy how its own dependents are treated
     */
    record Delete(String policy) implements Verdict {}

    /** It goes, and no longer holds its owners up: it waits for them and they for it. */
    record Unblock() implements Verdict {}

    String FOREGROUND = "foregroundDeletion";
    String ORPHAN = "orphan";

    /**
     * Judges an object that is not being deleted.
     *
     * @param state the state of each owner
     * @param hasDependents whether it owns anything
     * @param inCircle whether something it owns waits for its own dependents already
     */
    static Verdict of(
            List<OwnerReference> owners,
            Set<String> finalizers,
            Function<OwnerReference, Owner> state,
            boolean hasDependents,
            boolean inCircle) {
        List<OwnerReference> solid = new ArrayList<>();
        int waiting = 0;
        for (OwnerReference owner : owners) {
            switch (state.apply(owner)) {
                case SOLID -> solid.add(owner);
                case WAITING -> waiting++;
                case ABSENT -> {}
            }
        }
        if (solid.size() == owners.size()) {
            return new Keep();
        }
        if (!solid.isEmpty()) {
            return new KeepWith(solid);
        }
        if (waiting > 0 && hasDependents) {
            return inCircle ? new Unblock() : new Delete("Foreground");
        }
        return new Delete(
                finalizers.contains(ORPHAN) ? "Orphan" : finalizers.contains(FOREGROUND) ? "Foreground" : "Background");
    }
}
