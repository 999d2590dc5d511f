package io.gantry.api.processor;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** An annotated record, read from its declaration. */
record Record(
        String packageName,
        String name,
        String shape,
        boolean atomic,
        @Nullable Annotation apiKind,
        @Nullable Annotation union,
        @Nullable Annotation crossChecked,
        List<Annotation> columns,
        List<Component> components,
        DocComment comment) {
    /** @param javadoc its comment as the compiler gives it */
    static Record of(TypeElement element, @Nullable String javadoc) {
        String qualified = element.getQualifiedName().toString();
        String name = element.getSimpleName().toString();
        String packageName = qualified.substring(0, qualified.length() - name.length() - 1);
        Annotation apiType = null;
        Annotation apiKind = null;
        Annotation union = null;
        Annotation crossChecked = null;
        List<Annotation> columns = new ArrayList<>();
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            switch (mirror.getAnnotationType().asElement().getSimpleName().toString()) {
                case "ApiType" -> apiType = Annotation.of(mirror);
                case "ApiKind" -> apiKind = Annotation.of(mirror);
                case "Column" -> columns.add(Annotation.of(mirror));
                case "Columns" ->
                    Annotation.of(mirror)
                            .list("value")
                            .forEach(column -> columns.add(Annotation.of((AnnotationMirror) column)));
                case "Union" -> union = Annotation.of(mirror);
                case "CrossChecked" -> crossChecked = Annotation.of(mirror);
                default -> {}
            }
        }
        if (apiType == null) {
            throw new Malformed(element, "has no @ApiType");
        }
        List<Component> components = new ArrayList<>();
        for (RecordComponentElement component : element.getRecordComponents()) {
            components.add(Component.of(component));
        }
        if (components.size() > Long.SIZE) {
            throw new Malformed(element, "has more than 64 components: sets of them are kept in the bits of a long");
        }
        DocComment comment = DocComment.parse(javadoc);
        for (String param : comment.params().keySet()) {
            if (components.stream().noneMatch(component -> component.name().equals(param))) {
                throw new Malformed(element, "says something of " + param + ", which is none of its components");
            }
        }
        return new Record(
                packageName,
                name,
                apiType.constant("shape", "OBJECT"),
                apiType.flag("atomic"),
                apiKind,
                union,
                crossChecked,
                List.copyOf(columns),
                List.copyOf(components),
                comment);
    }

    String qualifiedName() {
        return packageName + "." + name;
    }

    /** The class that checks such records: {@code CoreV1ProbeChecks}. */
    String checksName() {
        return Names.checks(qualifiedName());
    }

    String kindConstant() {
        return Names.kindConstant(packageName, name);
    }
}
