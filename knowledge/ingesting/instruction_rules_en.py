"""Rules for orders to an AI in English, and for the marks by which chat models tell speakers apart."""

ENGLISH = (
    r"\b(?:ignore|disregard|forget|override|bypass|discard)\b[^.\n]{0,30}\b(?:all|any|every|previous|"
    r"prior|above|earlier|"
    r"preceding|your|these|those|initial|original|system|safety)\b[^.\n]{0,30}"
    r"\b(?:instructions?|prompts?|rules?|guidelines?|directions?|commands?|context|programming|"
    r"polic(?:y|ies)|restrictions?|filters?)\b",
    r"\b(?:forget|ignore)\s+(?:everything|all of the above|what you)\b",
    r"\byou are (?:now(?! (?:able|open|eligible|required|entitled|registered|ready|subject|covered|in|"
    r"at))|no longer an?|going to (?:be|act)|about to (?:immerse|become))\b",
    r"\b(?:from now on|starting now|henceforth),?\s[^.\n]{0,40}\byou\b",
    r"\b(?:act|behave|respond|answer|roleplay|role-play|pretend)\b[^.\n]{0,12}\b(?:as|like|to be|"
    r"you(?:'re| are)?)\b[^.\n]{0,30}"
    r"\b(?:ai|assistant|dan|chatbot|model|unrestricted|evil|character|gpt|developer mode|persona|"
    r"jailbroken|hacker)\b",
    r"\b(?:system|hidden|initial|secret|developer)\s+(?:prompt|message|instructions?)\b",
    r"\b(?:note|message|instructions?|attention|important|memo)\b[^.\n]{0,6}\b(?:to|for)\b[^.\n]{0,12}"
    r"\b(?:ais?|assistants?|llms?|language models?|chatbots?|models?|bots?)\b",
    r"\bif you are (?:an? )?(?:ai|llm|large language|language model|assistant|chatbot|bot|automated)\b",
    r"\b(?:ai|assistant|llm|chatbot|language model)s?\b[^.\n]{0,40}\b(?:must|should|shall|has to|"
    r"are required to|is required to)\b"
    r"[^.\n]{0,25}\b(?:say|reply|respond|answer|output|recommend|ignore|tell|include|state|rate|mention|conclude)\b",
    r"\bwhen(?:ever)?\s+(?:asked|summari[sz]ing|answering|responding|a user asks|the user asks|"
    r"users? asks?|you (?:answer|summari[sz]e|respond|reply))\b"
    r"[^.\n]{0,60}\b(?:say|reply|respond|answer|output|include|tell|always|instead)\b",
    r"\b(?:respond|reply|answer)\s+(?:only|exclusively|always|instead)\b[^.\n]{0,10}\b(?:with|in|by|as)\b",
    r"\bdo not\s+(?:reveal|mention|disclose|tell)\b[^.\n]{0,40}\b(?:instructions?|prompt|message|user|this)\b",
    r"\b(?:developer|debug|god|dan|jailbreak|sudo|admin)\s+mode\b",
    r"\b(?:do anything now|jailbreak|jailbroken|prompt injection)\b",
    r"\b(?:reveal|print|output|repeat|show|leak|display)\b[^.\n]{0,25}\b(?:your|the)\b[^.\n]"
    r"{0,15}\b(?:prompt|instructions|rules|system message|configuration)\b",
    r"\bnew (?:instructions?|task|rules?|system prompt)\s*[:：]",
    r"\b(?:send|post|forward|exfiltrate|transmit)\b[^.\n]{0,40}\b(?:conversation|chat history|"
    r"user(?:'s)? (?:data|input|messages?))\b",
    r"\bstop everything\b[^\n]{0,20}\b(?:just|only)\s+(?:print|say|output|write)\b",
    r"\b(?:stay in character|in character as|without any (?:restrictions?|filters?|censorship)|"
    r"no (?:ethical|moral) (?:guidelines|constraints))\b",
)
MARKS = (
    r"<\|(?:im_start|im_end|system|user|assistant|endoftext)\|>",
    r"\[/?inst\]|<</?sys>>",
    r"^[ \t]*#{2,}[ \t]*(?:system|instructions?|new instructions?|assistant)\s*:?\s*$",
    r"^[ \t]*(?:system|assistant|developer)\s*[:：]\s*\S",
    r"</?(?:system|instructions?|document|context|sources?|passage|prompt)>",
    r"!\[[^\]]*\]\(https?://[^)\s]*[?&][^)\s]*=\s*[{\[<]",
)
