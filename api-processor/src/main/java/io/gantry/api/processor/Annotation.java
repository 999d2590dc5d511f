package io.gantry.api.processor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;

/** The values that an annotation in the source gives, by name; what it leaves out reads as empty. */
record Annotation(Map<String, Object> values) {
    static Annotation of(AnnotationMirror mirror) {
        Map<String, Object> values = new HashMap<>();
        mirror.getElementValues()
                .forEach((method, value) -> values.put(method.getSimpleName().toString(), value.getValue()));
        return new Annotation(values);
    }

    String string(String name) {
        Object value = values.get(name);
        return value == null ? "" : value.toString();
    }

    int number(String name) {
        Object value = values.get(name);
        return value == null ? 0 : (Integer) value;
    }

    long longNumber(String name) {
        Object value = values.get(name);
        return value == null ? 0 : ((Number) value).longValue();
    }

    /** A flag, or what it is when the source does not say. */
    boolean flagOr(String name, boolean otherwise) {
        return values.get(name) instanceof Boolean given ? given : otherwise;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** The simple name of an enum constant, or {@code otherwise}. */
    String constant(String name, String otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        String text = value.toString();
        return text.substring(text.lastIndexOf('.') + 1);
    }

    /** The simple names of the constants of an array. */
    List<String> constants(String name) {
        List<String> result = new ArrayList<>();
        for (Object element : list(name)) {
            String text = element.toString();
            result.add(text.substring(text.lastIndexOf('.') + 1));
        }
        return result;
    }

    List<Object> list(String name) {
        List<Object> result = new ArrayList<>();
        if (values.get(name) instanceof List<?> given) {
            for (Object element : given) {
                result.add(((AnnotationValue) element).getValue());
            }
        }
        return result;
    }

    /** The elements of an array of strings as the arguments of {@code List.of}. */
    String stringArguments(String name) {
        List<String> quoted = new ArrayList<>();
        for (Object element : list(name)) {
            quoted.add(Names.quote(element.toString()));
        }
        return String.join(", ", quoted);
    }
}
