package io.gantry.server.request;

import java.util.List;
import java.util.Locale;

/**
 * What a path and a method ask for, after the rules of Kubernetes' API paths:
 *
 * <pre>
 * /api/v1/namespaces/{namespace}/pods/{name}/{subresource}/{rest...}
 * /apis/{group}/{version}/{resource}/{name}
 * </pre>
 *
 * @param verb for a resource what is done to it, from get to deletecollection, as RBAC names it; for anything else the
 *     method in lower case
 * @param namespace empty when the path names none; for {@code /api/v1/namespaces/x} it is {@code x}, too
 * @param name empty when the request is about the collection
 * @param rest what follows the subresource, without a leading slash: a proxied path
 */
public record RequestInfo(
        boolean resourceRequest,
        String path,
        String verb,
        String group,
        String version,
        String namespace,
        String resource,
        String subresource,
        String name,
        String rest) {

    /**
     * @param rawPath as sent, without the query
     * @param parts the path's decoded segments
     * @param watch whether the query asks for a watch
     */
    public static RequestInfo of(String method, String rawPath, List<String> parts, boolean watch) {
        String path = "/" + String.join("/", parts);
        String lowerMethod = method.toLowerCase(Locale.ROOT);
        int at;
        String group;
        String version;
        if (parts.size() >= 3 && parts.get(0).equals("api")) {
            group = "";
            version = parts.get(1);
            at = 2;
        } else if (parts.size() >= 4 && parts.get(0).equals("apis")) {
            group = parts.get(1);
            version = parts.get(2);
            at = 3;
        } else {
            return new RequestInfo(false, path, lowerMethod, "", "", "", "", "", "", "");
        }
        boolean watchPath = parts.get(at).equals("watch") && parts.size() > at + 1;
        if (watchPath) {
            at++;
        }
        String namespace = "";
        List<String> left = parts.subList(at, parts.size());
        if (left.getFirst().equals("namespaces") && left.size() > 1) {
            namespace = left.get(1);
            // /namespaces/x/status is a subresource of the namespace, /namespaces/x/pods a resource inside of it
            if (left.size() > 2 && !left.get(2).equals("status") && !left.get(2).equals("finalize")) {
                left = left.subList(2, left.size());
            }
        }
        String resource = left.getFirst();
        String name = left.size() > 1 ? left.get(1) : "";
        String subresource = left.size() > 2 ? left.get(2) : "";
        String rest = "";
        if (left.size() > 3) {
            rest = restOf(rawPath, parts.size() - left.size() + 3);
        }
        String verb = switch (lowerMethod) {
            case "get", "head" -> watchPath || (watch && name.isEmpty()) ? "watch" : name.isEmpty() ? "list" : "get";
            case "post" -> "create";
            case "put" -> "update";
            case "patch" -> "patch";
            case "delete" -> name.isEmpty() ? "deletecollection" : "delete";
            default -> lowerMethod;
        };
        return new RequestInfo(true, path, verb, group, version, namespace, resource, subresource, name, rest);
    }

    /** The path from its {@code count}-th part on, kept as it was written: slashes matter to what is proxied to. */
    private static String restOf(String path, int count) {
        int at = 0;
        for (int i = 0; i < count; i++) {
            while (at < path.length() && path.charAt(at) == '/') {
                at++;
            }
            while (at < path.length() && path.charAt(at) != '/') {
                at++;
            }
        }
        return at < path.length() ? path.substring(at + 1) : "";
    }
}
