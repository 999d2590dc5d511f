package io.gantry.api.warnings;

import io.gantry.api.core.v1.ClusterTrustBundleProjection;
import io.gantry.api.core.v1.DownwardAPIVolumeFile;
import io.gantry.api.core.v1.KeyToPath;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.core.v1.VolumeProjection;
import io.gantry.api.validation.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Files of one volume that stand in each other's way. */
final class VolumePaths {
    /** What to put into a volume, and what to call it in a warning. */
    private record Files(String source, List<String> paths) {}

    private VolumePaths() {}

    static void check(Volume volume, List<String> warnings) {
        String name = "volume " + FieldError.quote(volume.name());
        if (volume.configMap() != null) {
            String source = " (ConfigMap " + quote(volume.configMap().name()) + ")";
            overlaps(name + source, keys(volume.configMap().items()), warnings);
        }
        if (volume.secret() != null) {
            String source = " (Secret " + quote(volume.secret().secretName()) + ")";
            overlaps(name + source, keys(volume.secret().items()), warnings);
        }
        if (volume.downwardAPI() != null) {
            overlaps(name + " (DownwardAPI)", files(volume.downwardAPI().items()), warnings);
        }
        if (volume.projected() == null) {
            return;
        }
        Set<String> all = new TreeSet<>();
        for (VolumeProjection projection : volume.projected().sources()) {
            Files files = files(projection);
            if (files == null) {
                continue;
            }
            if (files.source.isEmpty()) {
                warnings.add(name + " (Projected) has no sources provided");
                continue;
            }
            String source = name + " (Projected " + files.source + ")";
            overlaps(source, files.paths, warnings);
            Set<String> own = new TreeSet<>(files.paths);
            List<String> together = new ArrayList<>(own);
            together.addAll(all);
            together.sort(null);
            overlaps(source, together, warnings);
            all.addAll(own);
        }
    }

    /** Null for a projection that names no paths; of an empty name when there is none at all. */
    private static @Nullable Files files(VolumeProjection projection) {
        if (projection.configMap() != null) {
            return named(
                    "ConfigMap",
                    projection.configMap().name(),
                    keys(projection.configMap().items()));
        }
        if (projection.secret() != null) {
            return named(
                    "Secret",
                    projection.secret().name(),
                    keys(projection.secret().items()));
        }
        if (projection.downwardAPI() != null) {
            List<String> paths = files(projection.downwardAPI().items());
            return paths.isEmpty() ? null : new Files("DownwardAPI", paths);
        }
        if (projection.serviceAccountToken() != null) {
            return new Files(
                    "ServiceAccountToken",
                    List.of(projection.serviceAccountToken().path()));
        }
        ClusterTrustBundleProjection bundle = projection.clusterTrustBundle();
        if (bundle != null) {
            return named(
                    "ClusterTrustBundle",
                    bundle.name() != null ? bundle.name() : bundle.signerName(),
                    List.of(bundle.path()));
        }
        return projection.podCertificate() != null ? null : new Files("", List.of());
    }

    private static @Nullable Files named(String what, @Nullable String name, List<String> paths) {
        return paths.isEmpty() ? null : new Files(what + " " + quote(name), paths);
    }

    private static String quote(@Nullable String name) {
        return FieldError.quote(name == null ? "" : name);
    }

    private static List<String> keys(List<KeyToPath> items) {
        return items.stream().map(KeyToPath::path).toList();
    }

    private static List<String> files(List<DownwardAPIVolumeFile> items) {
        return items.stream().map(DownwardAPIVolumeFile::path).toList();
    }

    private static void overlaps(String source, List<String> paths, List<String> warnings) {
        Set<String> before = new LinkedHashSet<>();
        for (String given : paths) {
            String path = given.replaceAll("/+$", "");
            for (String other : before) {
                if (inTheWay(path, other)) {
                    warnings.add(source + ": overlapping paths: " + FieldError.quote(path) + " with "
                            + FieldError.quote(other));
                    break;
                }
            }
            before.add(path);
        }
    }

    /** The same file, or a file where the other needs a directory. */
    private static boolean inTheWay(String one, String other) {
        return !one.isEmpty()
                && !other.isEmpty()
                && (one.equals(other) || one.startsWith(other + "/") || other.startsWith(one + "/"));
    }
}
