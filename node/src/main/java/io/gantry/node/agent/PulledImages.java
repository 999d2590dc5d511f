package io.gantry.node.agent;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.Tree;
import io.gantry.node.image.ImageName;
import io.gantry.node.runtime.ImageInfo;
import io.gantry.node.runtime.PullRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who has shown which credentials for the images on this node, so that a pod cannot start from a private image only because
 * another one had it pulled (KEP-2535 with its default, {@code NeverVerifyPreloadedImages}: what was imported here is for all).
 *
 * <p>On disk one file for each image, named by its id, with the repositories that it was pulled from; and, while a pull goes on,
 * one for the reference that is pulled: an image that came by a pull which was cut off is nobody's, until a pull of it succeeds.
 * Credentials are kept as SHA-256. Thread-safe.
 */
final class PulledImages {
    private static final System.Logger LOG = System.getLogger(PulledImages.class.getName());
    /** More credentials than this are not remembered for one repository; whoever is forgotten pulls once more. */
    private static final int MAX_CREDENTIALS = 100;

    private static final String PULLING = "pulling-";
    private static final String ANYBODY = "anybody";
    private static final String CREDENTIALS = "credentials";

    /** @param credentials hashes, in the order in which they were first shown */
    private record Access(boolean anybody, List<String> credentials) {
        static final Access NOBODY = new Access(false, List.of());

        Access {
            credentials = List.copyOf(credentials);
        }

        Access with(PullRequest.@Nullable Auth auth) {
            if (auth == null) {
                return new Access(true, credentials);
            }
            List<String> all = new ArrayList<>(credentials);
            all.remove(hash(auth));
            all.add(hash(auth));
            return new Access(anybody, all.subList(Math.max(0, all.size() - MAX_CREDENTIALS), all.size()));
        }
    }

    /**
     * Pulls of one reference.
     *
     * @param free the id of the image that everybody might use when they began; empty for none
     * @param running how many there are
     * @param cutOff whether one of them ended without it being known how
     */
    private record Pulls(String free, int running, boolean cutOff) {}

    private final Path directory;
    /** By the name of the file; immutable values by repository. */
    private final Map<String, Map<String, Access>> images = new ConcurrentHashMap<>();
    /** By the name of the file. */
    private final Map<String, Pulls> pulls = new ConcurrentHashMap<>();

    private PulledImages(Path directory) {
        this.directory = directory;
    }

    /** Reads what an earlier run has written. */
    static PulledImages open(Path directory) throws IOException {
        PulledImages known = new PulledImages(directory);
        Files.createDirectories(directory);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(PULLING)) {
                    known.pulls.put(name, new Pulls(Files.readString(file), 0, true));
                } else if (name.endsWith(".new")) {
                    Files.delete(file);
                } else {
                    known.images.put(name, read(file));
                }
            }
        }
        return known;
    }

    /** Hashes of credentials of which a pod must have one to use the image without asking its registry; null for no need. */
    @Nullable
    Set<String> credentialsFor(String image, ImageInfo present) {
        String name = ImageName.normalise(image);
        Map<String, Access> repositories = images.get(fileOf(present.id()));
        if (repositories == null) {
            Pulls going = pulls.get(pulling(name));
            return going == null || going.free().equals(present.id()) ? null : Set.of();
        }
        Access access = repositories.get(repository(name));
        if (access != null) {
            return access.anybody() ? null : Set.copyOf(access.credentials());
        }
        // The same image may have been imported under another name. Its bare id tells nothing of where it came from.
        return present.tags().contains(name) || present.digests().contains(name) ? null : Set.of();
    }

    /** What {@link #credentialsFor} knows credentials by. */
    static String hash(PullRequest.Auth auth) {
        return sha256(String.join(
                "\0",
                auth.username(),
                auth.password(),
                auth.serverAddress(),
                auth.identityToken(),
                auth.registryToken()));
    }

    /**
     * A pull begins; until it has ended, nobody may use what it brings.
     *
     * @param present what the reference names now
     */
    void begin(String image, Optional<ImageInfo> present) throws IOException {
        String file = pulling(ImageName.normalise(image));
        String free = present.filter(it -> credentialsFor(image, it) == null)
                .map(ImageInfo::id)
                .orElse("");
        Pulls now = pulls.compute(
                file,
                (key, known) -> known == null
                        ? new Pulls(free, 1, false)
                        : new Pulls(known.free(), known.running() + 1, known.cutOff()));
        if (now.running() == 1 && !now.cutOff()) {
            try {
                write(file, bytes(now.free()));
            } catch (IOException e) {
                less(file, false);
                throw e;
            }
        }
    }

    /** A pull has failed: it has brought nothing. */
    void failed(String image) throws IOException {
        end(pulling(ImageName.normalise(image)), false);
    }

    /** Nobody waits for a pull any more, and it may yet succeed. */
    void abandoned(String image) {
        less(pulling(ImageName.normalise(image)), true);
    }

    /**
     * A pull has succeeded.
     *
     * @param auth null when nobody was asked for credentials
     */
    void succeeded(String image, String id, PullRequest.@Nullable Auth auth) throws IOException {
        String name = ImageName.normalise(image);
        String file = fileOf(id);
        Map<String, Access> now = images.compute(file, (key, known) -> {
            Map<String, Access> repositories = new HashMap<>(known == null ? Map.of() : known);
            repositories.merge(repository(name), Access.NOBODY.with(auth), (old, more) -> old.with(auth));
            return Map.copyOf(repositories);
        });
        write(file, json(now));
        // Two pulls of the same image may end at once: the file must be the last state's, whoever's rename came last.
        for (Map<String, Access> newer = images.get(file); newer != null && newer != now; newer = images.get(file)) {
            now = newer;
            write(file, json(now));
        }
        end(pulling(name), true);
    }

    /** @param known whether it is known now who may use what the reference names */
    private void end(String file, boolean known) throws IOException {
        Pulls before = pulls.get(file);
        boolean last = before != null && before.running() <= 1 && (known || !before.cutOff());
        if (last) {
            Files.deleteIfExists(directory.resolve(file));
        }
        Pulls left = pulls.computeIfPresent(file, (key, now) -> {
            boolean cutOff = now.cutOff() && !known;
            return now.running() <= 1 && !cutOff ? null : new Pulls(now.free(), Math.max(0, now.running() - 1), cutOff);
        });
        if (last && left != null) {
            write(file, bytes(left.free())); // another has begun meanwhile and relies on the file
        }
    }

    private void less(String file, boolean cutOff) {
        pulls.computeIfPresent(file, (key, now) -> {
            boolean unknown = now.cutOff() || cutOff;
            return now.running() <= 1 && !unknown
                    ? null
                    : new Pulls(now.free(), Math.max(0, now.running() - 1), unknown);
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void write(String name, byte[] content) throws IOException {
        Path beside = Files.createTempFile(directory, name, ".new");
        Files.write(beside, content);
        Files.move(
                beside, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] json(Map<String, Access> repositories) {
        Map<String, Object> tree = new TreeMap<>();
        repositories.forEach((repository, access) ->
                tree.put(repository, Map.of(ANYBODY, access.anybody(), CREDENTIALS, access.credentials())));
        return Tree.toJson(tree);
    }

    /** A file that cannot be read lets nobody in: the next pull writes it anew. */
    private static Map<String, Access> read(Path file) throws IOException {
        Map<String, Access> repositories = new HashMap<>();
        try {
            if (Tree.parseJson(Files.readAllBytes(file)) instanceof Map<?, ?> tree) {
                tree.forEach((repository, access) -> {
                    if (access instanceof Map<?, ?> fields && fields.get(CREDENTIALS) instanceof List<?> hashes) {
                        repositories.put(
                                String.valueOf(repository),
                                new Access(
                                        Boolean.TRUE.equals(fields.get(ANYBODY)),
                                        hashes.stream().map(String::valueOf).toList()));
                    }
                });
            }
        } catch (DecodeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> file + " is damaged (" + e.getMessage() + "); its image has to be pulled again");
        }
        return Map.copyOf(repositories);
    }

    /** Of a full name, without tag and digest. */
    private static String repository(String name) {
        int digest = name.indexOf('@');
        String tagged = digest < 0 ? name : name.substring(0, digest);
        int tag = tagged.lastIndexOf(':');
        return tag > tagged.lastIndexOf('/') ? tagged.substring(0, tag) : tagged;
    }

    private static String fileOf(String id) {
        return sha256(id);
    }

    private static String pulling(String name) {
        return PULLING + sha256(name);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
