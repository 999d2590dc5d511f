package io.gantry.node.agent;

import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.PersistentVolumeClaimType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.types.Quantity;
import io.gantry.base.FileTree;
import io.gantry.client.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Volumes of simulated pods: each is a plain directory of the pod's own, whatever its kind, so that the machine's paths stay
 * untouched and no rights are needed. What must exist for a volume must exist here too.
 */
final class SimulatedVolumes implements PodVolumes {
    private final PodPaths paths;
    private final Client client;
    private final VolumeContents contents;
    private final ServiceAccountTokens tokens;

    SimulatedVolumes(NodeConfig config, PodPaths paths, Client client) {
        this.paths = paths;
        this.client = client;
        this.tokens = new ServiceAccountTokens(client, config.time());
        this.contents = new VolumeContents(client, config, tokens);
    }

    @Override
    public void start() {}

    @Override
    public Map<String, Path> prepare(Pod pod, List<String> podIps, Map<String, Quantity> allocatable)
            throws SpecProblem, IOException {
        Map<String, Path> places = new HashMap<>();
        for (Volume volume : pod.spec().volumes()) {
            Path place = paths.volumes(pod.uid()).resolve(volume.name());
            Files.createDirectories(place);
            if (volume.persistentVolumeClaim() != null) {
                checkClaim(pod, volume.persistentVolumeClaim().claimName());
            }
            places.put(volume.name(), place);
        }
        refresh(pod, podIps, allocatable);
        return places;
    }

    private void checkClaim(Pod pod, String name) throws SpecProblem {
        PersistentVolumeClaim claim = client.find(PersistentVolumeClaimType.KIND, pod.namespace(), name)
                .orElseThrow(() -> new SpecProblem("FailedMount", "persistentvolumeclaim \"" + name + "\" not found"));
        String bound = claim.spec().volumeName();
        if (bound == null || bound.isEmpty()) {
            throw new SpecProblem("FailedMount", "persistentvolumeclaim \"" + name + "\" is not bound yet");
        }
    }

    @Override
    public boolean refresh(Pod pod, List<String> podIps, Map<String, Quantity> allocatable)
            throws SpecProblem, IOException {
        boolean changed = false;
        for (Volume volume : pod.spec().volumes()) {
            if (VolumeContents.knows(volume)) {
                Path place = paths.volumes(pod.uid()).resolve(volume.name());
                changed |= AtomicFiles.write(place, contents.of(pod, volume, podIps, allocatable), null);
            }
        }
        return changed;
    }

    @Override
    public void tearDown(String podUid) throws IOException {
        tokens.forget(podUid);
        FileTree.delete(paths.pod(podUid));
    }
}
