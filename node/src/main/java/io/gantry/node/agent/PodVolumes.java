package io.gantry.node.agent;

import io.gantry.api.core.v1.Pod;
import io.gantry.api.types.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Puts the volumes of pods in place and takes them away. Every step can be repeated. */
interface PodVolumes {
    /** Called once, before the first pod. */
    void start() throws IOException, InterruptedException;

    /** Where each volume of the pod lies, once it is in place. */
    Map<String, Path> prepare(Pod pod, List<String> podIps, Map<String, Quantity> allocatable)
            throws SpecProblem, IOException, InterruptedException;

    /** Brings volumes whose content comes from the API up to date. Returns whether anything changed. */
    boolean refresh(Pod pod, List<String> podIps, Map<String, Quantity> allocatable) throws SpecProblem, IOException;

    /** Takes everything of a pod away: its volumes, its files, its tokens. Paths of the machine stay. */
    void tearDown(String podUid) throws IOException, InterruptedException;
}
