import java.io.File;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.semanticweb.HermiT.ReasonerFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.AxiomType;
import org.semanticweb.owlapi.model.HasIRI;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.OWLLiteral;
import org.semanticweb.owlapi.model.OWLNamedIndividual;
import org.semanticweb.owlapi.model.OWLObject;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.reasoner.OWLReasoner;
import org.semanticweb.owlapi.util.VersionInfo;

/**
 * Reads an OWL file as Protégé does and says what OWLAPI and HermiT think of it, one fact a line:
 * the versions of both, how many axioms, what is said of SKOS concepts (kind, property, language and count, tab-separated),
 * each violation of the OWL 2 DL profile, whether it is consistent, and, for each
 * property named after the file, the pairs of individuals that it is found to hold between.
 */
public final class Owl {
    private static final String SKOS = "http://www.w3.org/2004/02/skos/core#";

    public static void main(String[] arguments) throws Exception {
        var manager = OWLManager.createOWLOntologyManager();
        OWLOntology ontology = manager.loadOntologyFromOntologyDocument(new File(arguments[0]));
        say("owlapi", VersionInfo.getVersionInfo().getVersion());
        say("hermit", ReasonerFactory.class.getPackage().getImplementationVersion());
        say("axioms", ontology.getAxiomCount());
        say("logical", ontology.getLogicalAxiomCount());
        say("iri", ontology.getOntologyID().getOntologyIRI().orNull());
        say("version", ontology.getOntologyID().getVersionIRI().orNull());
        census(ontology);
        var violations = new OWL2DLProfile().checkOntology(ontology).getViolations();
        for (OWLProfileViolation violation : violations) {
            say("violation", violation.toString().replaceAll("\\s+", " "));
        }
        if (!violations.isEmpty()) {
            // HermiT reasons over OWL 2 DL alone.
            return;
        }
        OWLReasoner reasoner = new ReasonerFactory().createReasoner(ontology);
        say("consistent", reasoner.isConsistent());
        if (!reasoner.isConsistent()) {
            return;
        }
        for (var owlClass : reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom()) {
            say("unsatisfiable", owlClass.getIRI());
        }
        for (int each = 1; each < arguments.length; each++) {
            var property = manager.getOWLDataFactory().getOWLObjectProperty(IRI.create(arguments[each]));
            for (OWLNamedIndividual one : ontology.getIndividualsInSignature()) {
                for (var other : reasoner.getObjectPropertyValues(one, property).getFlattened()) {
                    say("holds", one.getIRI() + " " + property.getIRI() + " " + other.getIRI());
                }
            }
        }
    }

    /** How many axioms say that a concept is one, give it a text, or link it to another. */
    private static void census(OWLOntology ontology) {
        var concept = OWLManager.getOWLDataFactory().getOWLClass(IRI.create(SKOS + "Concept"));
        Set<String> concepts = new HashSet<>();
        for (var axiom : ontology.getAxioms(AxiomType.CLASS_ASSERTION)) {
            if (axiom.getClassExpression().equals(concept) && axiom.getIndividual().isNamed()) {
                concepts.add(axiom.getIndividual().asOWLNamedIndividual().getIRI().toString());
            }
        }
        var counts = new TreeMap<String, Integer>();
        counts.put("concept\t\t", concepts.size());
        for (var axiom : ontology.getAxioms(AxiomType.ANNOTATION_ASSERTION)) {
            count(counts, concepts, axiom.getSubject(), axiom.getProperty(), axiom.getValue());
        }
        for (var axiom : ontology.getAxioms(AxiomType.DATA_PROPERTY_ASSERTION)) {
            count(counts, concepts, axiom.getSubject(), axiom.getProperty(), axiom.getObject());
        }
        for (var axiom : ontology.getAxioms(AxiomType.OBJECT_PROPERTY_ASSERTION)) {
            count(counts, concepts, axiom.getSubject(), axiom.getProperty(), axiom.getObject());
        }
        counts.forEach((fact, count) -> System.out.println(fact + "\t" + count));
    }

    private static void count(
            Map<String, Integer> counts, Set<String> concepts, OWLObject subject, OWLObject property, OWLObject value) {
        String verb = iri(property);
        if (!concepts.contains(iri(subject))) {
            return;
        }
        if (value instanceof OWLLiteral literal) {
            counts.merge("text\t" + verb + "\t" + literal.getLang(), 1, Integer::sum);
        } else if (concepts.contains(iri(value))) {
            counts.merge("link\t" + verb + "\t", 1, Integer::sum);
        }
    }

    /** The IRI of what has one, without the angle brackets it may print with. */
    private static String iri(OWLObject thing) {
        return thing instanceof HasIRI named ? named.getIRI().toString() : thing.toString();
    }

    private static void say(String what, Object value) {
        System.out.println(what + " " + value);
    }
}
