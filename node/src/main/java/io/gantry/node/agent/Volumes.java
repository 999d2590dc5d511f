package io.gantry.node.agent;

import io.gantry.api.core.v1.EmptyDirVolumeSource;
import io.gantry.api.core.v1.HostPathVolumeSource;
import io.gantry.api.core.v1.PersistentVolume;
import io.gantry.api.core.v1.PersistentVolumeClaim;
import io.gantry.api.core.v1.PersistentVolumeClaimType;
import io.gantry.api.core.v1.PersistentVolumeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodSecurityContext;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.types.Quantity;
import io.gantry.base.FileTree;
import io.gantry.client.Client;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Volumes on this machine. Files that come from the API lie in a file system in memory, so that secrets never reach a disk. */
final class Volumes implements PodVolumes {
    private final PodPaths paths;
    private final Client client;
    private final VolumeContents contents;
    private final ServiceAccountTokens tokens;
    private final Path memory;

    Volumes(NodeConfig config, PodPaths paths, Client client) {
        this.paths = paths;
        this.client = client;
        this.tokens = new ServiceAccountTokens(client, config.time());
        this.contents = new VolumeContents(client, config, tokens);
        this.memory = config.dataDirectory().resolve("memory");
    }

    /** Mounts the file system in memory, unless an earlier run of the program has. */
    @Override
    public void start() throws IOException, InterruptedException {
        Files.createDirectories(memory);
        if (!Mounts.mounted(memory)) {
            Mounts.tmpfs(memory, 0);
        }
        Files.setPosixFilePermissions(memory, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @Override
    public Map<String, Path> prepare(Pod pod, List<String> podIps, Map<String, Quantity> allocatable)
            throws SpecProblem, IOException, InterruptedException {
        Map<String, Path> places = new HashMap<>();
        for (Volume volume : pod.spec().volumes()) {
            try {
                places.put(volume.name(), prepare(pod, volume, podIps, allocatable));
            } catch (SpecProblem e) {
                throw inFull(volume, e);
            }
        }
        return places;
    }

    @Override
    public boolean refresh(Pod pod, List<String> podIps, Map<String, Quantity> allocatable)
            throws SpecProblem, IOException {
        boolean changed = false;
        for (Volume volume : pod.spec().volumes()) {
            if (VolumeContents.knows(volume)) {
                try {
                    changed |= write(pod, volume, podIps, allocatable);
                } catch (SpecProblem e) {
                    throw inFull(volume, e);
                }
            }
        }
        return changed;
    }

    private static SpecProblem inFull(Volume volume, SpecProblem problem) {
        return new SpecProblem(
                "FailedMount",
                "MountVolume.SetUp failed for volume \"" + volume.name() + "\" : "
                        + problem.reason().message(),
                problem);
    }

    private Path prepare(Pod pod, Volume volume, List<String> podIps, Map<String, Quantity> allocatable)
            throws SpecProblem, IOException, InterruptedException {
        if (VolumeContents.knows(volume)) {
            write(pod, volume, podIps, allocatable);
            return memory.resolve(pod.uid()).resolve(volume.name());
        }
        if (volume.emptyDir() != null) {
            return emptyDir(pod, volume.name(), volume.emptyDir(), allocatable);
        }
        if (volume.hostPath() != null) {
            return hostPath(volume.hostPath());
        }
        if (volume.persistentVolumeClaim() != null) {
            return claim(pod, volume.persistentVolumeClaim().claimName());
        }
        if (volume.ephemeral() != null) {
            return claim(pod, pod.name() + "-" + volume.name());
        }
        throw new SpecProblem(
                "FailedMount",
                "no volume plugin matched: this node mounts configMap, downwardAPI, emptyDir, ephemeral, hostPath,"
                        + " persistentVolumeClaim, projected and secret");
    }

    private boolean write(Pod pod, Volume volume, List<String> podIps, Map<String, Quantity> allocatable)
            throws SpecProblem, IOException {
        Path parent = memory.resolve(pod.uid());
        Files.createDirectories(parent);
        return AtomicFiles.write(
                parent.resolve(volume.name()), contents.of(pod, volume, podIps, allocatable), group(pod));
    }

    private static @Nullable Long group(Pod pod) {
        PodSecurityContext security = pod.spec().securityContext();
        return security == null ? null : security.fsGroup();
    }

    private Path emptyDir(Pod pod, String name, EmptyDirVolumeSource source, Map<String, Quantity> allocatable)
            throws IOException, InterruptedException {
        Path directory = paths.volumes(pod.uid()).resolve(name);
        boolean fresh = !Files.exists(directory);
        Files.createDirectories(directory);
        if ("Memory".equals(source.medium()) && !Mounts.mounted(directory)) {
            Mounts.tmpfs(directory, memorySize(pod, source.sizeLimit(), allocatable));
            fresh = true;
        }
        if (fresh) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
            Long group = group(pod);
            if (group != null) {
                Files.setAttribute(directory, "unix:gid", Math.toIntExact(group));
                Files.setAttribute(directory, "unix:mode", 02777);
            }
        }
        return directory;
    }

    /** What the volume says, but no more than the pod's memory can hold. */
    private static long memorySize(Pod pod, @Nullable Quantity limit, Map<String, Quantity> allocatable) {
        long ofPod = PodCgroups.pod(pod).memoryLimitBytes();
        long most = ofPod > 0
                ? ofPod
                : allocatable.getOrDefault("memory", Quantity.ZERO).value();
        return limit == null || limit.isZero() || limit.value() > most ? most : limit.value();
    }

    private static Path hostPath(HostPathVolumeSource source) throws SpecProblem, IOException {
        Path path = Path.of(source.path());
        String type = source.type() == null ? "" : source.type();
        switch (type) {
            case "" -> {
                if (!Files.exists(path)) {
                    Files.createDirectories(path); // as Docker does, on which the kubelet leaned
                }
            }
            case "DirectoryOrCreate" -> {
                if (!Files.exists(path)) {
                    Files.createDirectories(path);
                }
                require(Files.isDirectory(path), path, "is not a directory");
            }
            case "FileOrCreate" -> {
                if (!Files.exists(path)) {
                    Files.createFile(path);
                }
                require(Files.isRegularFile(path), path, "is not a file");
            }
            case "Directory" -> require(Files.isDirectory(path), path, "is not a directory");
            case "File" -> require(Files.isRegularFile(path), path, "is not a file");
            case "Socket" -> require(kind(path, 0140000), path, "is not a socket file");
            case "CharDevice" -> require(kind(path, 0020000), path, "is not a character device");
            case "BlockDevice" -> require(kind(path, 0060000), path, "is not a block device");
            default -> throw new SpecProblem("FailedMount", "hostPath type \"" + type + "\" is not known");
        }
        return path;
    }

    /** Whether the file's type, as {@code stat} gives it in the upper bits of the mode, is this one. */
    private static boolean kind(Path path, int wanted) throws IOException {
        return Files.exists(path) && ((Integer) Files.getAttribute(path, "unix:mode") & 0170000) == wanted;
    }

    private static void require(boolean holds, Path path, String problem) throws SpecProblem {
        if (!holds) {
            throw new SpecProblem("FailedMount", "hostPath type check failed: " + path + " " + problem);
        }
    }

    /** A bound claim whose volume is a path of this machine. */
    private Path claim(Pod pod, String name) throws SpecProblem, IOException {
        PersistentVolumeClaim claim = client.find(PersistentVolumeClaimType.KIND, pod.namespace(), name)
                .orElseThrow(() -> new SpecProblem("FailedMount", "persistentvolumeclaim \"" + name + "\" not found"));
        String bound = claim.spec().volumeName();
        if (bound == null || bound.isEmpty()) {
            throw new SpecProblem("FailedMount", "persistentvolumeclaim \"" + name + "\" is not bound yet");
        }
        PersistentVolume volume = client.find(PersistentVolumeType.KIND, "", bound)
                .orElseThrow(() -> new SpecProblem("FailedMount", "persistentvolume \"" + bound + "\" not found"));
        if (volume.spec().hostPath() != null) {
            return hostPath(volume.spec().hostPath());
        }
        if (volume.spec().local() != null) {
            Path path = Path.of(volume.spec().local().path());
            require(Files.exists(path), path, "does not exist");
            return path;
        }
        throw new SpecProblem(
                "FailedMount", "persistentvolume \"" + bound + "\" is of a kind that this node cannot mount yet");
    }

    @Override
    public void tearDown(String podUid) throws IOException, InterruptedException {
        tokens.forget(podUid);
        Path volumes = paths.volumes(podUid);
        if (Files.isDirectory(volumes)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(volumes)) {
                for (Path child : children) {
                    if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS) && Mounts.mounted(child)) {
                        Mounts.unmount(child);
                    }
                }
            }
        }
        FileTree.delete(memory.resolve(podUid));
        FileTree.delete(paths.pod(podUid));
    }
}
