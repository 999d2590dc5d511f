package io.gantry.node.agent;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.core.v1.ResourceRequirementsType;
import io.gantry.node.pod.PodAllocation;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was promised to each pod, in a file beside its other files, so that an agent that comes back keeps the promise
 * whatever the pod's spec asks for by then. A file goes with its pod's directory.
 */
final class AllocationFile {
    private static final System.Logger LOG = System.getLogger(AllocationFile.class.getName());

    private final PodPaths paths;

    AllocationFile(PodPaths paths) {
        this.paths = paths;
    }

    private Path file(String uid) {
        return paths.pod(uid).resolve("allocation.json");
    }

    void save(String uid, PodAllocation allocation) throws IOException {
        Map<String, Object> tree = new TreeMap<>();
        tree.put("generation", allocation.generation());
        tree.put("promised", tree(allocation.promised()));
        tree.put("applied", tree(allocation.applied()));
        tree.put("actuating", allocation.actuating());
        tree.put("restarts", List.copyOf(new TreeSet<>(allocation.restarts())));
        Path file = file(uid);
        Path fresh = file.resolveSibling("allocation.json.new");
        Files.createDirectories(Nulls.parent(file));
        Files.write(fresh, Tree.toJson(tree));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, Object> tree(Map<String, ResourceRequirements> resources) {
        Map<String, Object> tree = new TreeMap<>();
        resources.forEach((name, each) -> {
            Object value = Tree.ofRecord(ResourceRequirementsType.TYPE, each);
            tree.put(name, value == null ? Map.of() : value);
        });
        return tree;
    }

    /** {@code null} when there is none that can be read. */
    @Nullable
    PodAllocation load(String uid) {
        try {
            Map<String, Object> tree = Tree.object(Tree.parseJson(Files.readAllBytes(file(uid))));
            Set<String> restarts = new HashSet<>();
            if (tree.get("restarts") instanceof List<?> names) {
                names.forEach(name -> restarts.add(String.valueOf(name)));
            }
            return new PodAllocation(
                    tree.get("generation") instanceof Number number ? number.longValue() : 0,
                    resources(tree.get("promised")),
                    resources(tree.get("applied")),
                    Boolean.TRUE.equals(tree.get("actuating")),
                    restarts);
        } catch (NoSuchFileException e) {
            return null; // not taken in yet, or by an agent that kept none
        } catch (IOException | DecodeException e) {
            LOG.log(Level.WARNING, () -> "What was promised to pod " + uid + " cannot be read: " + e.getMessage());
            return null;
        }
    }

    private static Map<String, ResourceRequirements> resources(@Nullable Object tree) {
        Map<String, ResourceRequirements> resources = new TreeMap<>();
        Tree.object(tree)
                .forEach((name, value) -> resources.put(
                        name, Tree.toRecord(value, ResourceRequirementsType.TYPE, DecodeOptions.LENIENT)));
        return resources;
    }
}
