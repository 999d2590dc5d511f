package io.gantry.bench;

import java.util.List;

/** One measurement: a name, what it measures and the figures that came out. Each run starts from nothing and clears up. */
public interface Bench {
    /** As given on the command line. */
    String name();

    /** One line for the list. */
    String what();

    /** Measures. What cannot be measured here throws {@link NotPossible}. */
    List<Figure> run(Context context) throws Exception;

    /** Measures those peers that can run here; none unless a bench says otherwise. */
    default List<Figure> runPeers(Context context) throws Exception {
        return List.of();
    }
}
