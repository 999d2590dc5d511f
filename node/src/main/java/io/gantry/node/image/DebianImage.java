package io.gantry.node.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes test and demonstration images out of Debian's packages, for machines that no registry reaches: real programs under
 * the names that manifests use.
 *
 * <p>{@code DebianImage NAME[:TAG] ARCHIVE} writes a docker archive. The programs of an image are the same whatever the tag;
 * the tag is in the environment ({@code IMAGE_TAG}) and, for those that serve HTTP, in what they serve, so that roll-outs can
 * be seen. Needs apt and tar; packages that are not installed are downloaded.
 */
public final class DebianImage {
    private static final String PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private DebianImage() {}

    /** See the class comment. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 2) {
            System.err.println("usage: DebianImage " + String.join("|", RECIPES.keySet()) + "[:TAG] ARCHIVE");
            System.exit(2);
        }
        write(args[0], Path.of(args[1]));
        System.out.println(args[1] + " holds " + ImageName.normalise(args[0]));
    }

    /** Puts a root filesystem together and says how its program is run. */
    private interface Recipe {
        ImageArchive cook(String name, String tag, RootFilesystem root) throws IOException, InterruptedException;
    }

    private static final Map<String, Recipe> RECIPES = new TreeMap<>(Map.of(
            "busybox", DebianImage::busybox,
            "nginx", DebianImage::nginx,
            "echo", DebianImage::echo,
            "redis", DebianImage::redis));

    /**
     * Writes one image.
     *
     * @param name {@code busybox}, {@code nginx}, {@code echo} or {@code redis}, with or without a tag
     */
    public static void write(String name, Path archive) throws IOException, InterruptedException {
        var colon = name.lastIndexOf(':');
        var repository = colon < 0 ? name : name.substring(0, colon);
        var tag = colon < 0 ? "latest" : name.substring(colon + 1);
        var recipe = RECIPES.get(repository.substring(repository.lastIndexOf('/') + 1));
        if (recipe == null) {
            throw new IOException("there is no recipe for an image " + repository + ", only for " + RECIPES.keySet());
        }
        var target = archive.toAbsolutePath();
        var directory = target.getParent();
        if (directory == null) {
            throw new IOException("cannot write an image to the directory " + target);
        }
        try (var root = RootFilesystem.create(directory)) {
            var image = recipe.cook(repository + ":" + tag, tag, root);
            var layer = root.layer();
            image.write(layer, target);
        }
    }

    private static ImageArchive busybox(String name, String tag, RootFilesystem root)
            throws IOException, InterruptedException {
        root.busybox();
        return image(name, tag, List.of("sh"), List.of(), "");
    }

    private static ImageArchive nginx(String name, String tag, RootFilesystem root)
            throws IOException, InterruptedException {
        root.packages(List.of("nginx", "nginx-common"));
        root.busybox();
        root.file("etc/nginx/nginx.conf", """
                user www-data;
                worker_processes 1;
                pid /run/nginx.pid;
                error_log /var/log/nginx/error.log warn;
                events { worker_connections 1024; }
                http {
                    include /etc/nginx/mime.types;
                    default_type application/octet-stream;
                    access_log /var/log/nginx/access.log;
                    keepalive_timeout 65;
                    include /etc/nginx/conf.d/*.conf;
                }
                """);
        root.file("etc/nginx/conf.d/default.conf", """
                server {
                    listen 80;
                    server_name localhost;
                    add_header X-Image-Tag "%s";
                    location / {
                        root /usr/share/nginx/html;
                        index index.html;
                    }
                }
                """.formatted(tag));
        root.file("usr/share/nginx/html/index.html", """
                <!DOCTYPE html>
                <html>
                <head><title>Welcome to nginx!</title></head>
                <body><h1>Welcome to nginx!</h1></body>
                </html>
                """);
        for (var dir : List.of("run", "var/lib/nginx", "var/cache/nginx", "var/log/nginx")) {
            root.directory(dir);
        }
        root.link("var/log/nginx/access.log", "/dev/stdout");
        root.link("var/log/nginx/error.log", "/dev/stderr");
        return image(name, tag, List.of("nginx", "-g", "daemon off;"), List.of("80/tcp"), "SIGQUIT");
    }

    /** Answers every request for {@code /} with the pod's name, the tag and the request, on port 8080. */
    private static ImageArchive echo(String name, String tag, RootFilesystem root)
            throws IOException, InterruptedException {
        root.busybox();
        root.script("www/cgi-bin/index.cgi", """
                #!/bin/sh
                printf 'Content-Type: text/plain\\r\\n\\r\\n'
                echo "hostname: $(hostname)"
                echo "tag: $IMAGE_TAG"
                echo "client: $REMOTE_ADDR"
                echo "request: $REQUEST_METHOD $REQUEST_URI"
                """);
        return image(name, tag, List.of("httpd", "-f", "-p", "8080", "-h", "/www"), List.of("8080/tcp"), "");
    }

    private static ImageArchive redis(String name, String tag, RootFilesystem root)
            throws IOException, InterruptedException {
        root.packages(List.of("redis-server", "redis-tools"));
        root.busybox();
        root.directory("data");
        return image(
                name,
                tag,
                List.of("redis-server", "--bind", "0.0.0.0", "--protected-mode", "no", "--dir", "/data"),
                List.of("6379/tcp"),
                "");
    }

    private static ImageArchive image(
            String name, String tag, List<String> command, List<String> ports, String stopSignal) {
        return new ImageArchive(
                name,
                ImageArchive.hostArchitecture(),
                List.of(),
                command,
                new ArrayList<>(List.of(PATH, "IMAGE_TAG=" + tag)),
                ports,
                "",
                stopSignal,
                Map.of());
    }
}
